#!/bin/bash
# What the official image's entry point does, as far as it is used here: POSTGRES_USER, _PASSWORD, _DB and initdb.d/*.sh.
set -euo pipefail

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown -R postgres:postgres "$PGDATA"
  exec gosu postgres "$0" "$@"
fi
if [ "$1" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
  user=${POSTGRES_USER:-postgres}
  initdb --username="$user" --pwfile=<(echo "$POSTGRES_PASSWORD") --auth-local=trust --auth-host=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  pg_ctl -w start -o "-c listen_addresses='' -c unix_socket_directories=/var/run/postgresql"
  export PGHOST=/var/run/postgresql PGUSER=$user PGDATABASE=postgres
  [ "${POSTGRES_DB:-$user}" = postgres ] || psql -q -c "create database \"${POSTGRES_DB:-$user}\""
  for script in /docker-entrypoint-initdb.d/*.sh; do
    [ ! -e "$script" ] || "$script"
  done
  pg_ctl -w -m fast stop
  unset PGHOST PGUSER PGDATABASE
fi
exec "$@" -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql
