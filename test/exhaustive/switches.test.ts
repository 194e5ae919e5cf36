import { meetSwitches, metSwitches } from '../cli/support/meet-switches';

meetSwitches(metSwitches);
