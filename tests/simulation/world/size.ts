/** The demonstration chain's shops, and the tills that each of them has a place for. */
export const mostStores = 3;
export const mostTills = 5;
