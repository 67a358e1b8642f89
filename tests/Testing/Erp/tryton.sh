#!/bin/sh
# A Tryton server beside PostgreSQL for tests. It ends with whoever holds the other end of its standard input.
#   tryton.sh found URI DATABASE FOLDER PASSWORD   makes the tables in the empty database and founds a company there
#   tryton.sh serve URI DATABASE FOLDER PORT       takes the commands start and kill by standard input
# URI is that of the PostgreSQL server, with a slash at its end.
set -eu
what=$1 uri=$2 database=$3 folder=$4
here=$(cd "$(dirname "$0")" && pwd)
configuration=$folder/trytond.conf
export PYTHONWARNINGS=ignore PYTHONDONTWRITEBYTECODE=1

configure() {
    printf '[web]\nlisten = 127.0.0.1:%s\nroot = %s\n[database]\nuri = %s\nlist = False\nlanguage = en\n' "$1" "$folder" "$uri" > "$configuration"
}

case $what in
found)
    configure 0
    printf '%s\n' "$5" > "$folder/administrator"
    TRYTONPASSFILE=$folder/administrator /usr/bin/python3 /usr/bin/trytond-admin -c "$configuration" -d "$database" \
        -u sale --activate-dependencies --email admin@erp.example </dev/null >&2
    rm "$folder/administrator"
    /usr/bin/python3 "$here/tryton_company.py" "$uri$database" "$configuration" "$5" </dev/null >&2
    ;;
serve)
    configure "$5"
    server=
    end() { trap '' INT TERM HUP; [ -z "$server" ] || kill -KILL "$server" 2>/dev/null || true; rm -rf "$folder"; }
    trap end EXIT
    trap '' INT TERM HUP
    while read -r command; do
        case $command in
        start)
            /usr/bin/python3 /usr/bin/trytond -c "$configuration" -d "$database" >>"$folder/trytond.log" 2>&1 </dev/null &
            server=$!
            ;;
        kill)
            kill -KILL "$server" 2>/dev/null || true
            wait "$server" 2>/dev/null || true
            server=
            ;;
        esac
        echo "$command"
    done
    ;;
esac
