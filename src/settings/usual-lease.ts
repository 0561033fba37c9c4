/** After this many seconds without a sign of life a worker is dead, and others take over what it held. */
export const USUAL_LEASE = 60;
