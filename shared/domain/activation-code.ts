/** Characters: the server gives out no shorter code, and takes a shorter one for no request at all. */
export const shortestActivationCode = 4;
