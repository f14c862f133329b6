package org.yunhe.jobs.core;

import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.source.Mapping;
import scala.jdk.javaapi.CollectionConverters;

/** Finds the source tables that a mapping reads. */
final class MappingTables {
  private MappingTables() {}

  /** Returns the table names in the FROM clauses; fails with file and line where it is not SQL. */
  static Set<String> of(SparkSession spark, Mapping mapping) {
    Set<String> tables = new TreeSet<>();
    for (LogicalPlan leaf : CollectionConverters.asJava(parse(spark, mapping).collectLeaves())) {
      if (leaf instanceof UnresolvedRelation relation) {
        tables.add(relation.multipartIdentifier().last());
      }
    }
    return tables;
  }

  private static LogicalPlan parse(SparkSession spark, Mapping mapping) {
    try {
      return ((org.apache.spark.sql.classic.SparkSession) spark)
          .sessionState()
          .sqlParser()
          .parsePlan(mapping.sql());
    } catch (ParseException e) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          mapping.file()
              + e.line().map(line -> ":" + line).getOrElse(() -> "")
              + " is not Spark SQL: "
              + e.getMessage().lines().filter(line -> !line.isBlank()).findFirst().orElse(""),
          "correct the mapping",
          e);
    }
  }
}
