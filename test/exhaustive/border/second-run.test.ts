import { changeEveryAnswer } from '../../border/support/change-every-answer';

changeEveryAnswer('second run', 'check', 'check of what was never rolled out');
