import { changeEveryAnswer } from './support/change-every-answer';

changeEveryAnswer('administrator alone');
