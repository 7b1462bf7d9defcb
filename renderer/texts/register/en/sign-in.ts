export const signIn = {
  title: 'Sign in',
  username: 'User name',
  password: 'Password',
  submit: 'Sign in',
  byPin: 'By PIN',
  waiting: 'Signing in…',
  offline:
    'The till is offline. Whoever has signed in here online before can sign in with the same password.',
  empty: 'Enter user name and password.',
} as const;
