import * as v from 'valibot';
import { detectorId, object } from './pieces';

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html */
export const createDetector = v.pipe(
  object({ DetectorId: detectorId }),
  v.transform(({ DetectorId: id }) => id),
);
