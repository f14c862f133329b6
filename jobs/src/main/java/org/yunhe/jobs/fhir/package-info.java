/** FHIR resources as rows: Pathling's encoders and SQL-on-FHIR views on Spark. */
package org.yunhe.jobs.fhir;
