import { changeSomeAnswers } from './support/change-every-answer';

changeSomeAnswers(5);
