import { sentencesFor } from '../shared/refusals/sentences.ts';
import type { ServerStartRefusals } from '../shared/refusals/start.ts';

/** Why the server does not start, for the person who starts it: what is wrong, and what would be right. */
export const startSentences = sentencesFor<ServerStartRefusals>()({
  config: {
    host_elsewhere: 'HOST must be an address of this machine, such as 127.0.0.1 or 0.0.0.0; {{host}} is not.',
    invalid_data_dir: 'DATA_DIR must be the path of a folder, such as ./data, not {{value}}.',
    invalid_demo: 'DEMO must be 1 (a demonstration chain in an empty database) or 0, not {{value}}.',
    invalid_log_level: 'LOG_LEVEL must be one of {{levels}}, not {{value}}.',
    invalid_mongodb_uri: 'MONGODB_URI must be an address such as mongodb://host:27017/tillside.',
    invalid_port: 'PORT must be a whole number from 1 to 65535 (or 0 for any free port), not {{value}}.',
    invalid_secret:
      'TILLSIDE_SECRET must be a random text of at least 32 characters, the same on every node.',
    invalid_trust_proxy:
      'TRUST_PROXY must be the number of proxies in front of the server, 0 to 9, not {{value}}.',
    port_closed: 'PORT must be one that this user may open; {{port}} is not. Try one above 1023.',
    port_taken:
      'PORT must be a free port; something on this machine listens at {{port}} already. Try PORT={{next}}.',
  },
  data: {
    disk_full:
      'The disk of {{place}} is full. Free some space, then start the server again; nothing that it has taken in is lost.',
    in_use: 'Another server is running on {{folder}}. Stop it first, or set DATA_DIR to another folder.',
    not_writable: 'DATA_DIR must be a folder that this user may write to; {{folder}} is not ({{reason}}).',
  },
  server: {
    not_started: 'The server could not start: {{reason}}',
  },
});
