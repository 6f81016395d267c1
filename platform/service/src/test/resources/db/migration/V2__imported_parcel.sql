alter table parcel add external_reference text unique;
