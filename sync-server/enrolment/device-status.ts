import { headKey } from '../../shared/posting/posting.ts';
import type { DeviceStatusRequest } from '../../shared/protocol/console.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Asker, Decision, Streams } from '../streams/streams.ts';

/** Locks a till, unlocks it, or revokes it for good (SEC1). Asked again it changes nothing. */
export function setDeviceStatus(
  streams: Streams,
  by: Asker,
  request: DeviceStatusRequest,
): Promise<Result<DeviceStatusRequest>> {
  return streams.decide(request.store_id, 'hq', change(by, request));
}

function change(by: Asker, request: DeviceStatusRequest): Decision<DeviceStatusRequest> {
  return async (view) => {
    const { device_id, status, reason } = request;
    const device = await view.get('pos_devices', device_id);
    if (device?.store_id !== request.store_id) {
      return refuse('device.none');
    }
    if (device.status === status) return ok({ drafts: [], value: request });
    if (device.status === 'revoked') {
      return refuse('device.revoked');
    }
    if (device.status === 'pending' && status !== 'revoked') {
      return refuse('device.pending');
    }
    const epochs: { epoch: number; seq: number }[] = [];
    for (let epoch = 1; status === 'revoked' && epoch <= device.epoch; epoch += 1) {
      // A database restored from a backup may lack some.
      const head = await view.get('heads', headKey(device_id, epoch).id);
      if (head) epochs.push({ epoch, seq: head.seq });
    }
    const body = { device_id, status, epochs, reason };
    return ok({
      drafts: [{ kind: 'device.status_changed', body, user_id: by.user_id, address: by.address }],
      value: request,
    });
  };
}
