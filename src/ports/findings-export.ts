import type { ExportDestination, ExportTarget } from '../domain/export';
import type { DetectorId } from '../domain/ids';

/** Export of findings to buckets, as the account of the detector. Every method throws `AwsFailure`. */
export interface FindingsExport {
  /** Destinations that are buckets, with what each points at. A detector has one at most today. */
  listExports(id: DetectorId): Promise<readonly ExportDestination[]>;
  /** Refused where there is one already. */
  createExport(id: DetectorId, target: ExportTarget): Promise<void>;
  /** Points an existing destination at this bucket, key and owner. */
  updateExport(id: DetectorId, destinationId: string, target: ExportTarget): Promise<void>;
}
