# shellcheck shell=bash
# To be read by other scripts: a FAT file system out of a folder, the same every time.

fat_of() { # FILE MEGABYTES LABEL FOLDER
    local image=$1 size=$2 label=$3 folder=$4 moment name
    : "${SOURCE_DATE_EPOCH:?}"
    moment=$(date --utc --date="@$SOURCE_DATE_EPOCH" '+%Y-%m-%d %H:%M:%S')
    rm -f "$image"
    truncate --size="${size}M" "$image"
    mkfs.vfat --invariant -F 32 -n "$label" "$image" >/dev/null
    # One by one, in one order and at one moment, for FAT keeps both.
    while IFS= read -r name; do
        if [ -d "$folder/$name" ]; then
            TZ=UTC MTOOLS_SKIP_CHECK=1 faketime -f "$moment" mmd -i "$image" "::$name"
        else
            touch --date="@$SOURCE_DATE_EPOCH" "$folder/$name"
            TZ=UTC MTOOLS_SKIP_CHECK=1 faketime -f "$moment" mcopy -i "$image" -m "$folder/$name" "::$name"
        fi
    done < <(find "$folder" -mindepth 1 -printf '%P\n' | LC_ALL=C sort)
}
