"""Assess a table of any size on Spark: the same program as `lowback batch`, on your cluster.

    pip install pyspark
    spark-submit examples/spark_batch.py answers.parquet assessed.parquet

Headings are question ids or wordings, as for `lowback batch`. The first step collects the
different texts of the table to the driver and checks them there; the rest runs on the
executors. Rows stay rows; Spark keeps no order, so keep a column that you can sort by.
"""

import argparse

from pyspark.sql import SparkSession

import lowback


def main() -> None:
    """Read Parquet, assess every row, write Parquet, count how soon to be seen."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("source", help="Parquet file or folder with the answers")
    options.add_argument("target", help="Parquet folder to write")
    options.add_argument("--scores", action="store_true", help="add a score for each cause")
    given = options.parse_args()
    spark = (
        SparkSession.builder.appName("lowback")
        # Spark compiles a plan only up to 100 columns unless told otherwise; this halves the time.
        .config("spark.sql.codegen.maxFields", "5000")
        .getOrCreate()
    )
    assessed = lowback.assess_table(spark.read.parquet(given.source), scores=given.scores)
    assessed.write.mode("errorifexists").parquet(given.target)
    spark.read.parquet(given.target).groupBy("urgency").count().show()
    spark.stop()


if __name__ == "__main__":
    main()
