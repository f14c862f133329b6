/**
 * Cohorts as code: definitions under {@code cohorts/}, their code lists under {@code
 * cohorts/codelists/}, and the evaluation of one person's history, without an engine.
 */
package org.yunhe.models.cohort;
