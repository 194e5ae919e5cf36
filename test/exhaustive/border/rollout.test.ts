import { changeEveryAnswer } from '../../border/support/change-every-answer';

changeEveryAnswer('fresh rollout', 'role');
