/** The parts of the widget's events that this page reads. */

export interface KycStatusChangeDetail {
  readonly previous: string | null;
  readonly current: string;
}
