import {
  MongoAPIError,
  MongoBulkWriteError,
  MongoClientClosedError,
  MongoDriverError,
  MongoError,
  MongoErrorLabel,
  MongoExpiredSessionError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoParseError,
  MongoRuntimeError,
  MongoServerClosedError,
  MongoServerError,
  MongoStalePrimaryError,
  MongoSystemError,
  MongoTopologyClosedError,
  MongoWriteConcernError,
} from 'mongodb';

/** Classes that say: not now. No connection, no primary, or none that a majority follows. */
const classes = [
  MongoNetworkError,
  MongoSystemError,
  MongoWriteConcernError,
  MongoStalePrimaryError,
  MongoNotConnectedError,
  MongoServerClosedError,
  MongoTopologyClosedError,
  MongoClientClosedError,
  MongoExpiredSessionError,
];

/** What driver and server write on an error that passes. */
const labels = [
  MongoErrorLabel.RetryableWriteError,
  MongoErrorLabel.TransientTransactionError,
  MongoErrorLabel.HandshakeError,
  MongoErrorLabel.ResetPool,
  MongoErrorLabel.PoolRequestedRetry,
  MongoErrorLabel.InterruptInUseConnections,
  MongoErrorLabel.RetryableError,
  MongoErrorLabel.SystemOverloadedError,
];

/** Of a server that is reached and cannot do it now; older servers put no label on them. */
const codes = new Set<unknown>([
  ...[6, 7, 89, 9001], // Host unreachable or not found, network timeout, socket.
  ...[91, 189, 10_058, 10_107, 11_600, 11_602, 13_435, 13_436], // Shutting down, stepped down, not the primary.
  ...[24, 50, 64, 79, 100, 133, 134, 202, 262], // Lock, time, write concern, read concern, members or resources lacking.
]);

/** Whether the database is away, overloaded or changing its primary: by class, label and code, never by a name. */
export function isMongoOutage(error: unknown): boolean {
  if (!(error instanceof MongoError)) return false;
  if (classes.some((of) => error instanceof of) || labels.some((label) => error.hasErrorLabel(label)))
    return true;
  if (error instanceof MongoBulkWriteError && error.result?.getWriteConcernError()) return true;
  if (error instanceof MongoServerError) return codes.has(error.code);
  // What is left of the driver's own errors besides misuse: a closed or exhausted pool, a time that has run out.
  const isMisuse = [MongoAPIError, MongoRuntimeError, MongoParseError].some((of) => error instanceof of);
  return error instanceof MongoDriverError && !isMisuse;
}
