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
import org.yunhe.models.source.SourceDefinition;
import scala.jdk.javaapi.CollectionConverters;

/** Finds the source tables that a mapping reads. */
final class MappingTables {
  private MappingTables() {}

  /**
   * Returns the table names in the FROM clauses; fails with the file where it is not SQL or reads a
   * table that the source does not declare.
   */
  static Set<String> of(SparkSession spark, Mapping mapping, SourceDefinition source) {
    Set<String> tables = new TreeSet<>();
    for (LogicalPlan leaf : CollectionConverters.asJava(parse(spark, mapping).collectLeaves())) {
      if (leaf instanceof UnresolvedRelation relation) {
        tables.add(relation.multipartIdentifier().last());
      }
    }
    tables.stream()
        .filter(table -> !source.tables().containsKey(table))
        .findFirst()
        .ifPresent(
            table -> {
              throw undeclared(mapping, source, table);
            });
    return tables;
  }

  private static YunheException undeclared(Mapping mapping, SourceDefinition source, String table) {
    return new YunheException(
        ErrorCode.BAD_MODEL,
        mapping.file()
            + " reads "
            + table
            + ", which sources/"
            + source.source()
            + ".yaml does not declare",
        "declare the table with its columns there");
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
