<?php
// Reads calendar files with sabre/vobject, as Nextcloud and Baikal do, after its own validation.
// Same lines as libical.c.
error_reporting(E_ALL & ~E_DEPRECATED);
require '/usr/share/php/Sabre/VObject/autoload.php';

function moment($property)
{
    return $property->hasTime() ? $property->getDateTime()->getTimestamp() : $property->getDateTime()->format('Y-m-d');
}

while (($path = fgets(STDIN)) !== false) {
    $path = rtrim($path, "\n");
    $calendar = Sabre\VObject\Reader::read(file_get_contents($path));
    foreach ($calendar->validate() as $objection) {
        echo "!\t$path\t{$objection['message']}\n";
    }
    foreach ($calendar->select('VEVENT') as $event) {
        echo implode("\t", [$path, (string) $event->UID, moment($event->DTSTART), moment($event->DTEND), (string) $event->STATUS]), "\n";
    }
}
