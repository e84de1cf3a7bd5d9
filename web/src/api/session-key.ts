/** The cache entry that says who is signed in. */
export const meKey = ["me"] as const;
