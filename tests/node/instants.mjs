// Reads calendar files with ical.js, as a phone or web client would, and prints what it understood as JSON:
// path -> list of [uid, start, end, status], instants in UTC milliseconds, days as "YYYY-MM-DD".
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const moment = (time) => (time.isDate ? time.toString() : time.toUnixTime() * 1000);

const read = (path) => {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  return calendar.getAllSubcomponents("vevent").map((part) => {
    const event = new ICAL.Event(part);
    return [event.uid, moment(event.startDate), moment(event.endDate), part.getFirstPropertyValue("status")];
  });
};

const paths = readFileSync(0, "utf8").split("\n").filter(Boolean);
process.stdout.write(JSON.stringify(Object.fromEntries(paths.map((path) => [path, read(path)]))));
