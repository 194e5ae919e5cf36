import { changeEveryAnswer } from './support/change-every-answer';

changeEveryAnswer('fresh rollout', 'role');
