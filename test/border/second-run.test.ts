import { changeEveryAnswer } from './support/change-every-answer';

changeEveryAnswer('second run', 'check', 'check of what was never rolled out');
