import { changeEveryAnswer } from '../../border/support/change-every-answer';

changeEveryAnswer('administrator alone');
