/* Reads calendar files with libical, as Evolution and KOrganizer do, after its own check of the restrictions.
 * Paths come on standard input; each event is printed as path, uid, start, end and status, with tabs between;
 * instants in seconds, days as YYYY-MM-DD. What the check objects to is printed as a line that starts with "!".
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(1, (size_t)size + 1);
    if (text && fread(text, 1, (size_t)size, file) != (size_t)size) { free(text); text = NULL; }
    fclose(file);
    return text;
}

static void moment(struct icaltimetype time)
{
    if (time.is_date) printf("%04d-%02d-%02d", time.year, time.month, time.day);
    else printf("%ld", (long)icaltime_as_timet_with_zone(time, time.zone));
}

static void objections(const char *path, icalcomponent *part)
{
    for (icalproperty *p = icalcomponent_get_first_property(part, ICAL_XLICERROR_PROPERTY); p;
         p = icalcomponent_get_next_property(part, ICAL_XLICERROR_PROPERTY))
        printf("!\t%s\t%s\n", path, icalproperty_get_xlicerror(p));
    for (icalcomponent *c = icalcomponent_get_first_component(part, ICAL_ANY_COMPONENT); c;
         c = icalcomponent_get_next_component(part, ICAL_ANY_COMPONENT))
        objections(path, c);
}

static void events(const char *path, icalcomponent *calendar)
{
    for (icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); e;
         e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        printf("%s\t%s\t", path, icalcomponent_get_uid(e));
        moment(icalcomponent_get_dtstart(e));
        putchar('\t');
        moment(icalcomponent_get_dtend(e));
        printf("\t%s\n", icalenum_status_to_string(icalcomponent_get_status(e)));
    }
}

int main(void)
{
    char path[4096];
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        char *text = whole(path);
        icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL;
        free(text);
        if (!calendar) { printf("!\t%s\tnot readable\n", path); continue; }
        icalrestriction_check(calendar);
        objections(path, calendar);
        events(path, calendar);
        icalcomponent_free(calendar);
    }
    return 0;
}
