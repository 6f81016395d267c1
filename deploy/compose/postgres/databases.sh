#!/bin/bash
# Run once by the image's entry point: a database for each of $DATABASES, owned by a role of the same name that no other role
# can connect to.
set -euo pipefail

for database in $DATABASES; do
  password=${database^^}_DATABASE_PASSWORD
  psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 -U postgres -v name="$database" -v password="${!password}" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke all on database :"name" from public;
SQL
done
