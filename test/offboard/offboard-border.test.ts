import { changeOffboardAnswers } from './judge/change-answers';

// More of them are in test/exhaustive/offboard-border.test.ts.
changeOffboardAnswers(Number(process.env['OFFBOARD_CHANGES'] ?? 5));
