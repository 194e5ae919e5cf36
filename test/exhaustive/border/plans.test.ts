import { changeEveryAnswer } from '../../border/support/change-every-answer';

changeEveryAnswer('plans and members', 'check of plans and members');
