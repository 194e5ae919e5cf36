import type { Switches } from '../../../src/simulator/scenario/switches';
import { answerMeetings } from './switch-worlds/answers';
import { exportMeetings } from './switch-worlds/export';
import type { Meetings } from './switch-worlds/meeting';
import { memberMeetings } from './switch-worlds/members';
import { organizationMeetings } from './switch-worlds/organization';

/** Worlds in which a rollout meets each switch. */
export const meetings: Meetings<keyof Switches> = { ...organizationMeetings, ...memberMeetings, ...answerMeetings, ...exportMeetings };
