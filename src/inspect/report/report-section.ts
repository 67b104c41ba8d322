/** One numbered section of the page. */
export interface ReportSection {
  /** Anchor of its heading. */
  readonly id: string;
  readonly title: string;
  /** What stands under the heading, as HTML. */
  readonly body: string;
}
