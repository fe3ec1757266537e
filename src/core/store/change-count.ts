/** Counts up with every row of a world that comes, changes or goes: as long as it stands still, so do all. */
export class ChangeCount {
  count = 0
}
