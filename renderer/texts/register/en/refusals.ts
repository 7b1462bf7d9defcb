import type { TillRefusals } from '../../../../shared/refusals/refusals.ts';
import { sentencesFor } from '../../../../shared/refusals/sentences.ts';

/**
 * What the till says where it refuses, by the refusal's code: `<code>`, or `<code>_<context>` where the refusal's values
 * name one. A code that is missing here shows the sentence that the refusal brought along.
 */
export const refusals = sentencesFor<TillRefusals>()({
  activation: {
    wrong: 'This activation code is not known. Check it, or ask your administrator for a new one.',
    used: 'This activation code was used already. Ask your administrator for a new one.',
    expired: 'This activation code has expired. Ask your administrator for a new one.',
    locked: 'Too many wrong activation codes. Wait a minute.',
    no_till_number: 'This store has given out all its till numbers. Ask your administrator.',
  },
  basket: {
    empty: 'The basket is empty. Choose a game first.',
    too_many: 'A sale has at most {{max}} tickets. Make two sales of it.',
    too_much: 'This is more than one sale may come to. Take something out of the basket.',
    quantity: 'Enter how many: a whole number from 1.',
  },
  cash: {
    no_reason: 'Enter why the cash is put in or taken out.',
  },
  device: {
    locked: 'Head office has locked this till. Ask your manager.',
    no_token: 'Enrol this terminal first.',
    not_active: 'This terminal is locked or revoked. Ask your administrator.',
    readmitted: 'The server takes this till in again.',
    revoked: 'This till was taken out of service. Ask your administrator.',
    unknown: 'This server does not know this terminal: its database was restored, or this is another server.',
  },
  draw: {
    closed: 'This draw is closed. Take the next one instead.',
    closed_cancel: 'Its draw is closed: it can no longer be cancelled.',
    cutoff_passed: 'Sales for this draw have closed. Add the next draw instead.',
    cutoff_passed_cancel: 'Sales for its draw have closed: it can no longer be cancelled.',
    cutoff_passed_misprint:
      'Sales for its draw have closed: it can no longer be cancelled. Print the original.',
    none: 'No draw of {{game}} is open for sale. Choose another game.',
    none_chosen: 'No draw of {{game}} is chosen, or none is open. Choose one.',
  },
  entry: {
    too_large: 'That is too much for one entry of the journal. Sell it in several baskets.',
  },
  epoch: {
    key_used: 'This key has an epoch already. Make a new key.',
    no_till_number: 'This store has given out all its till numbers. Ask your administrator.',
    not_needed: 'The journal of this till is in order.',
    too_many:
      'This till has begun too many journals within an hour. Try again in an hour, and tell your administrator.',
  },
  feed: {
    foreign: 'The server sent a document of another store ({{collection}}). Tell your administrator.',
    not_understood:
      'This register does not understand what the server sends ({{what}} {{how}}). Load the register again to update it.',
  },
  held: {
    too_many: '{{max}} baskets are held already. Resume or discard one first.',
    unknown: 'No basket is held under that number. Choose one of the list.',
  },
  host: {
    insecure:
      'This address is not secure, so the browser keeps cryptography from the register. Open it by https, or as http://localhost.',
  },
  journal: {
    removed:
      'The server lacks entries that this till no longer has: it was restored from too old a backup, or the journal of this till was damaged. Ask your administrator.',
  },
  journal_copy: {
    differs:
      'The second copy of the journal holds other entries than the journal. Selling goes on; tell your administrator.',
    gap: 'The second copy of the journal ends at entry {{last}}; entry {{first}} comes too early. Selling goes on; tell your administrator.',
    failed:
      'The second copy of the journal on this computer cannot be written or read ({{reason}}). Selling goes on; have its disk looked at.',
  },
  lottery: {
    inactive: '{{game}} is not sold any more. Choose another game.',
    unknown: 'This till does not know that game. Connect it, then try again.',
  },
  money: {
    invalid: 'That is not an amount. Enter it again.',
    invalid_digits: 'That is not an amount. Enter digits only, such as 12 or 12.50.',
    invalid_negative: 'An amount cannot be negative. Enter it without a sign.',
    invalid_no_decimals: 'This currency has no decimals. Enter a whole amount.',
    invalid_decimals: 'An amount has at most {{max}} decimals. Enter it again.',
    invalid_too_large: 'That amount is too large. Enter a smaller one.',
    invalid_nothing: 'Enter how much: more than nothing.',
  },
  network: {
    unreachable: 'The server does not answer. Check the network; selling goes on meanwhile.',
    unreachable_setup: 'The server does not answer. Check the network, then try again.',
    not_the_server: 'What answers is not the server. Check the network.',
    not_the_server_portal:
      'What answers is not the server: a network log-in page, perhaps. Check the network.',
    not_the_server_answer: 'The server’s answer is not as agreed ({{path}}).',
  },
  numbers: {
    none: 'Choose numbers for {{game}}, or take a quick pick.',
    out_of_range: '{{number}} cannot be chosen. Choose from {{from}} to {{to}}.',
    out_of_range_word: '“{{word}}” is not a number. Enter numbers with spaces between them.',
    repeated: '{{number}} is chosen twice. Choose another number in its place.',
    too_many_boards: 'A {{game}} ticket has at most {{max}} boards.',
    wrong_count: 'Choose {{pools, list}}.',
  },
  offline: {
    not_allowed: 'This game is sold online only. Connect the till, or sell another game.',
    too_long:
      'This game may be sold for {{hours}} hours without the server, which have passed. Connect the till to go on.',
    too_near_cutoff:
      'Without the server this draw closes {{minutes}} minutes early. Add the next draw instead, or connect the till.',
    too_many_tickets_zero:
      'No more tickets of this game may be sold without the server. Connect the till to go on.',
    too_many_tickets_one:
      'Only {{count}} more ticket of this game may be sold without the server. Sell fewer, or connect the till.',
    too_many_tickets_other:
      'Only {{count}} more tickets of this game may be sold without the server. Sell fewer, or connect the till.',
    too_much:
      'This is more than may be sold of this game without the server. Sell less of it, or connect the till.',
  },
  payment: {
    card_amount: 'A card pays exactly the total. Enter the payment again.',
    implausible: 'That is far more than the total. Correct the amount given; Esc goes back to the basket.',
    invalid: 'That is not an amount that can be handed over. Enter it again.',
    no_cash: 'This store takes no cash. Take a card.',
    reference:
      'That reference cannot be kept: it has more than {{max}} characters, or broken ones. Enter it again.',
    reference_missing:
      'Enter the reference from the card terminal’s slip, so that the payment can be found again.',
    too_large: 'That is more than a till takes at once. Sell it in several baskets.',
    too_little: 'That is less than the total. Enter what the customer gave, or take more.',
    wallet: 'Wallets are not taken at this till yet. Take cash or a card.',
  },
  permission: {
    missing: 'You may not do this. Ask a manager to do it, or to give you the right.',
    missing_cancel: 'You may not cancel tickets. Ask a manager.',
    missing_cancel_foreign: 'Another cashier sold this ticket. Ask a manager to cancel it.',
    missing_lend: 'You may not do this. A manager’s PIN lends you the right.',
    missing_lender: 'This user may not do it either. Ask another manager.',
    missing_next: 'The next cashier may not open a shift. Close it instead.',
  },
  pin: {
    digits: 'A PIN has 4 to 8 digits. Choose another one.',
    obvious: 'That PIN is too easy to guess. Choose another one.',
    no_verifier: 'Sign in with the password once while the till is online, then set the PIN.',
  },
  protocol: {
    till_too_new:
      'This till’s software is newer than the server’s. Selling goes on offline and nothing is lost. What waits is sent once the server is updated.',
    till_too_old:
      'This till’s software is older than the server’s. Selling goes on offline and nothing is lost. Update this till (in a browser: load the page again) to send what waits.',
  },
  proof: {
    stale: 'That took too long. Try again.',
    wrong: 'Whoever asks for this does not hold the key of this till. Ask your administrator.',
  },
  readmit: {
    not_ours: 'This server did not seal that certificate. Enrol this terminal again.',
    store_unknown: 'This server does not know the store. Ask your administrator.',
    epoch_taken: 'Another terminal has been given this epoch since. Enrol this terminal again.',
    till_number_taken: 'Another terminal has been given this till number since. Ask your administrator.',
  },
  request: {
    too_large: 'The request is too large. Send less at once.',
    too_slow: 'The request took too long. Try again.',
    too_many: 'Too many requests. Wait a minute.',
  },
  scan: {
    ambiguous:
      'This code fits more than one batch: {{batches}}. Type it with the game’s code and all hyphens.',
    not_received:
      'This ticket’s batch is not in stock at this store. Receive batch {{batch}} of {{game}} first.',
    serial_digits:
      'A ticket of batch {{batch}} has a number of {{digits}} digits. Scan it again, or type all of them.',
  },
  server: {
    busy: 'The server is busy. Try again in a moment.',
    disk_full:
      'The disk of the server is full. Selling goes on, and what waits is sent once there is room. Tell your administrator.',
    failed: 'The server failed. It has noted what happened.',
    stopping: 'The server is stopping. Try again in a moment.',
  },
  secrets: {
    no_key_store:
      'This machine has no key store to protect the till’s papers with. On Linux install and unlock GNOME Keyring or KWallet; on other systems log in to the machine again. Then start Tillside again.',
    not_written:
      'The till’s papers could not be written to disk ({{reason}}). Make room on the disk, then try again.',
    unreadable:
      'The till’s papers cannot be opened. They belong to the user of the machine who enrolled the till: log in as that user, unlock the key store and start Tillside again. Nothing was lost or changed.',
  },
  session: {
    none: 'Sign in first.',
    changed: 'The till was locked or changed hands meanwhile, so nothing was done. Begin again.',
  },
  settings: {
    server: 'That is no address of a server. Enter it such as https://pos.example.com.',
  },
  shift: {
    closed: 'Open a shift first: enter the float.',
    closed_already: 'This shift is closed already.',
    count: 'There are no such notes and coins. Count the drawer again.',
    none: 'No shift is open. Open one with the float in the drawer.',
    open: 'A shift is open at this drawer already. Close it first.',
    same_user: 'A shift is handed over to another cashier. Choose who goes on.',
  },
  sign_in: {
    changed: 'User name or password is wrong. The password was changed.',
    expired:
      'The server does not answer, and the last sign-in with it is too long ago. Connect this till to sign in.',
    inactive: 'This user may no longer sign in. Ask a manager.',
    locked:
      'Too many wrong attempts: this user is locked at this till. A manager who signs in here unlocks it.',
    locked_server:
      'Too many wrong attempts. Wait a quarter of an hour, or ask a manager to reset the password.',
    not_here_yet:
      'The server does not answer, and this user has never signed in at this till. Connect it, or let someone sign in who has.',
    not_this_store: 'This user does not work at this store. Ask a manager.',
    wrong: 'User name or password is wrong. Try again.',
    wrong_pin: 'That is not the PIN. Try again, or use the password.',
    no_pin: 'This user has no PIN at this till, or it has expired. Sign in with the password.',
  },
  stock: {
    batch_exists: 'Batch {{batch}} was received before. Check the number on the parcel.',
    batch_number: 'Enter the batch number as it stands on the parcel.',
    batch_unknown: 'This store does not have that batch.',
    first_number: 'The first number is a whole number from 0. Enter it again.',
    first_number_missing: '{{game}} tickets are numbered. Enter the first number of the batch.',
    not_granted:
      'This till has only {{available}} of these left. Sell at another till, or have stock released.',
    not_granted_release: 'This till has {{available}} of that batch to release.',
    not_kept: '{{game}} has no stock: there is nothing to receive.',
    not_next: 'Ticket {{serial}} is not the next one of this till: that is {{next}}. Sell {{next}} first.',
    number_not_own: 'This till does not have that number to sell. Take one of its own.',
    quantity: 'Enter how many tickets arrived: a whole number from 1 to 10,000,000.',
    quantity_release: 'Enter how many to give back: a whole number from 1.',
    range_wrong: 'The number range must hold as many numbers as the quantity says.',
    serial_sold: 'Ticket {{serial}} was sold at this store before. Keep it aside and tell a manager.',
    serial_twice: 'Ticket {{serial}} is in the basket already. Scan another one.',
    serial_unknown: 'Batch {{batch}} has no ticket {{serial}}: it has {{size}}. Scan it again.',
    short_elsewhere_zero:
      'No {{game}} tickets left at this till. {{places, list(type: unit)}}: sell there, or have them released.',
    short_elsewhere_one:
      'Only {{count}} {{game}} ticket left at this till. {{places, list(type: unit)}}: sell there, or have them released.',
    short_elsewhere_other:
      'Only {{count}} {{game}} tickets left at this till. {{places, list(type: unit)}}: sell there, or have them released.',
    short_pool_zero:
      'No {{game}} tickets left at this till. {{pool}} are in the store’s stock: the server hands them out as soon as it is reached.',
    short_pool_one:
      'Only {{count}} {{game}} ticket left at this till. {{pool}} are in the store’s stock: the server hands them out as soon as it is reached.',
    short_pool_other:
      'Only {{count}} {{game}} tickets left at this till. {{pool}} are in the store’s stock: the server hands them out as soon as it is reached.',
    short_none_zero: 'No {{game}} tickets left at this till. Receive a batch, or sell another game.',
    short_none_one:
      'Only {{count}} {{game}} ticket left at this till. Receive a batch, or sell another game.',
    short_none_other:
      'Only {{count}} {{game}} tickets left at this till. Receive a batch, or sell another game.',
  },
  storage: {
    failed: 'Not saved: the disk of this till refused to write. Try again, or restart the till.',
    failed_doubt:
      'The disk of this till cannot be read. Load the register again, then look at the last tickets before selling on.',
    full: 'Not saved: the disk of this till is full. Free some space, then try again.',
    full_start:
      'The disk of this till is full, and the till has to write before it can start. Free some space, then load the register again; nothing that was sold is lost.',
    unavailable: 'The database does not answer. Try again in a moment.',
  },
  stream: {
    stopping: 'The server is stopping. Nothing of this was taken in; send it again.',
  },
  store: {
    suspended: 'Head office has suspended sales at this store. Ask your manager.',
  },
  print: {
    cancelled: 'Not printed: the print dialog was closed.',
    failed: 'Not printed: {{reason}}. Check the printer, then print again.',
    not_begun: 'The browser did not print. Allow it to, or choose another printer.',
  },
  printer: {
    paper_out: 'The printer is out of paper. Put in a new roll.',
    cover_open: 'The printer’s cover is open. Close it.',
    offline: 'The printer does not answer. Check that it is switched on and connected.',
    unknown: 'The printer reports an error. Switch it off and on again.',
    not_chosen: 'No printer is chosen. Choose one under More → Printer.',
  },
  ticket: {
    cancelled: 'This ticket is cancelled already.',
    no_reason: 'Enter why the ticket is cancelled.',
    not_cancellable: 'Tickets of this game cannot be cancelled.',
    no_slip: 'A scratch ticket is its own paper: the till prints none for it.',
    not_here: 'This till does not hold that ticket. Ask the server.',
    not_late: 'This ticket was in time: it takes part.',
    number_invalid:
      'That is not a ticket number. Scan the ticket, or type the number on it; a parcel of tickets is received under More, Stock (F10).',
    other_store: 'This ticket was sold at another store. Ask the server.',
    other_till: 'Without the server a ticket is cancelled only at the till that sold it. Go there.',
    printed: 'This ticket came out of the printer. Look it up (F8) to print a copy or to cancel it.',
    other_till_copy: 'Only the till that sold a ticket can print it again. Go there.',
    too_old: 'A ticket of this game can be cancelled for {{minutes}} minutes, which have passed.',
    unknown: 'This till does not know the ticket. Ask the server.',
    won: 'This ticket has won: it is paid, not cancelled.',
    wrong_code: 'That is not the code of this ticket. Read it from the paper again.',
    training: 'This is a slip from training, not a ticket. It is worth nothing.',
  },
  till: {
    broken:
      'The sale is recorded, but this till cannot go on. Load the register again, then look at the last tickets.',
    cannot_post:
      'Not done: an amount is too large for the books. Check the amounts, the float too, then try again.',
    failed: 'The till could not start ({{reason}}). Load the register again; nothing that was sold is lost.',
    not_ready: 'The till is not ready yet. Wait a moment, then try again.',
  },
  update: {
    none: 'There is no update to install.',
    not_now: 'Close the shift and let everything be sent first.',
  },
  upload: {
    bad_signature: 'The server does not accept this till’s signature. Ask your administrator.',
    broken_chain: 'This till’s journal does not follow what the server has of it. Ask your administrator.',
    gap: 'The server lacks earlier entries of this till. They are sent again.',
    stopping: 'The server is being restarted. The till tries again.',
    too_much: 'This till sends more than any till can sell. What waits is taken in bit by bit.',
  },
});

/** What a refusal lists, one by one. */
export const refusalItems = {
  pools: '{{pick}} from {{from}} to {{to}}',
  places_one: '{{count}} is at {{name}}',
  places_other: '{{count}} are at {{name}}',
} as const;
