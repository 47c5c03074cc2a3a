"""Prints what pyarrow reads of a Parquet file: its schema, metadata, row groups and every value, as one JSON object."""

import json
import sys

import pyarrow as arrow
import pyarrow.parquet as parquet


def plain(column):
    """Times as microseconds since 1970, all else as it is."""
    if arrow.types.is_timestamp(column.type):
        column = column.cast(arrow.int64())
    return column.to_pylist()


def chunk(column):
    statistics = column.statistics
    return {
        "encodings": list(column.encodings),
        "compression": column.compression,
        "has_dictionary": column.has_dictionary_page,
        "nulls": statistics.null_count,
        "min": str(statistics.min) if statistics.has_min_max else None,
        "max": str(statistics.max) if statistics.has_min_max else None,
    }


file = parquet.ParquetFile(sys.argv[1])
metadata = file.metadata
table = file.read()
groups = [metadata.row_group(place) for place in range(metadata.num_row_groups)]
json.dump(
    {
        "metadata": {key.decode(): value.decode() for key, value in metadata.metadata.items()},
        "types": [[field.name, str(field.type)] for field in table.schema],
        "groups": [
            {
                "rows": group.num_rows,
                "columns": {
                    group.column(place).path_in_schema: chunk(group.column(place))
                    for place in range(group.num_columns)
                },
            }
            for group in groups
        ],
        "values": {name: plain(table[name]) for name in table.column_names},
    },
    sys.stdout,
)
