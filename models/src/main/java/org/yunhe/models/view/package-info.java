/** SQL-on-FHIR ViewDefinitions: which columns a mapping sees of a FHIR resource. */
package org.yunhe.models.view;
