export const setup = {
  starting: 'Starting the till',
  step: { starting: 'Starting', journal: 'Opening the journal', documents: 'Opening the documents' },
  otherWindow: {
    title: 'The till is open in another window',
    text: 'One window of this till sells at a time, so that no sale is lost. Close this window and go on in the other one. If there is no other, close the browser and open the till again.',
    retry: 'Try again',
  },
  enrol: {
    title: 'Enrol this till',
    text: 'This computer is not a till yet. Enter the activation code from head office; each code works once. The till must be online for this.',
    code: 'Activation code',
    submit: 'Enrol',
    waiting: 'Enrolling…',
    empty: 'Enter the activation code first.',
  },
  lost: {
    title: 'This till’s journal is missing',
    journal_lost:
      '{{device}} was enrolled on this computer, but its journal of sales is gone: the browser’s storage was cleared or damaged.',
    journal_behind:
      'The server already has sales of {{device}} that this computer does not know: an older copy of its storage was put back.',
    fork: 'The server has other sales under numbers that {{device}} has used: its storage was copied to another computer or put back.',
    sent: 'What the server had received is safe. What was not sent yet is not on this computer any more; if a copy of the old storage turns up, it can still be sent.',
    next: 'To sell again the till begins a new journal with new ticket numbers, so that no number is issued twice. Stock that was granted to the old journal stays frozen until a manager settles it. The till must be online for this.',
    submit: 'Begin a new journal',
    waiting: 'Beginning a new journal…',
  },
  screen: {
    loading: 'Loading the screen…',
    failed: 'This screen could not be loaded',
    failedText: 'Connect the till, then try again. If that does not help, load the register again.',
    retry: 'Try again',
    back: 'Back',
  },
  loading: {
    title: 'Loading the store’s data',
    text: 'Games, stock and tickets of this store are copied to the till, so that it can sell without the network.',
    documents_one: '{{shown}} records so far',
    documents_other: '{{shown}} records so far',
  },
  failed: {
    title: 'The till cannot start',
    retry: 'Try again',
    unknown:
      'Something unexpected happened. Reload the page; what was sold before is safe in the till’s journal.',
  },
} as const;
