/** What is wrong with a file that worlds are kept in, in a sentence for whoever named it. */
export class UnreadableFile extends Error {}
