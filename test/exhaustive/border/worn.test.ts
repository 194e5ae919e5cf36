import { changeEveryAnswer } from '../../border/support/change-every-answer';

changeEveryAnswer('migration of what is worn', 'restart of what is worn');
