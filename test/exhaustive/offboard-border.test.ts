import { changeOffboardAnswers } from '../offboard/judge/change-answers';

changeOffboardAnswers(Number(process.env['OFFBOARD_CHANGES'] ?? 80));
