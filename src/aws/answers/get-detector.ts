import * as v from 'valibot';
import { detectorFeatures } from './detector-features';
import { object, readable, words } from './pieces';

/**
 * What one detector is like. Words of this API differ in case between documents and answers.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html
 */
export const getDetector = v.pipe(
  object({ Status: readable(words), Features: readable(detectorFeatures), FindingPublishingFrequency: readable(words) }),
  v.check(({ Status: status, Features: features }) => status !== undefined || features !== undefined, 'says nothing about the detector'),
  v.transform(({ Status: status = 'UNKNOWN', Features: features, FindingPublishingFrequency: findingFrequency }) => ({
    status: status.toUpperCase(),
    features,
    findingFrequency,
  })),
);
