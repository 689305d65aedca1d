// Minutes to pixels and back. Working hours get most of the room; nights and weekends are narrow, never cut away.
const NIGHT_END = 7 * 60;
const EVENING = 19 * 60;
const PER_VIEW = {
  week: { days: 7, night: 0.14, weekend: 0.2, least: 720 },
  drie: { days: 3, night: 0.25, weekend: 0.5, least: 700 },
  dag: { days: 1, night: 0.2, weekend: 1, least: 1060 },
};

export class Scale {
  constructor(days, view, first, width) {
    const form = PER_VIEW[view];
    this.days = days.slice(first, first + form.days);
    this.start = this.days[0].start;
    this.end = this.days.at(-1).end;
    const stretches = this.days.flatMap((day) => {
      const weight = day.open ? 1 : form.weekend;
      const cuts = [day.start, day.start + NIGHT_END, day.start + EVENING, day.end];
      return [form.night, 1, form.night].map((part, i) => ({ from: cuts[i], to: cuts[i + 1], weight: part * weight }));
    });
    const whole = stretches.reduce((sum, one) => sum + (one.to - one.from) * one.weight, 0);
    this.width = Math.max(width, form.least);
    this.from = [];
    this.to = [];
    this.left = [];
    this.rate = [];
    let x = 0;
    for (const one of stretches) {
      this.from.push(one.from);
      this.to.push(one.to);
      this.left.push(x);
      this.rate.push((one.weight * this.width) / whole);
      x += (one.to - one.from) * this.rate.at(-1);
    }
  }

  x(minute) {
    if (minute <= this.start) return 0;
    if (minute >= this.end) return this.width;
    let i = 0;
    while (minute >= this.to[i]) i += 1;
    return this.left[i] + (minute - this.from[i]) * this.rate[i];
  }

  minute(x) {
    const at = Math.max(0, Math.min(this.width, x));
    let i = this.left.length - 1;
    while (i > 0 && this.left[i] > at) i -= 1;
    return this.from[i] + (at - this.left[i]) / this.rate[i];
  }

  shows(start, end) { return end > this.start && start < this.end; }
}

/** Put parts of one row into lanes so that none overlap; ``parts`` are in order of their start. */
export function lanes(parts) {
  const ends = [];
  for (const part of parts) {
    let lane = ends.findIndex((end) => end <= part.start);
    if (lane < 0) lane = ends.push(0) - 1;
    ends[lane] = part.rested ?? part.end;
    part.lane = lane;
  }
  return Math.max(1, ends.length);
}
