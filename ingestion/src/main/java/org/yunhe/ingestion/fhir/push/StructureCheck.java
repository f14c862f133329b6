package org.yunhe.ingestion.fhir.push;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain.CacheConfiguration;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;

/**
 * Holds a resource against FHIR R4 itself: elements, types, cardinalities, invariants and required
 * codes, by HAPI's instance validator, from files on the class path only.
 */
final class StructureCheck {
  private static final int CACHED = 20_000;

  private final FhirValidator validator;

  /** Prepares the validator, which is used for every request. */
  StructureCheck(FhirContext context) {
    UnknownCodeSystemWarningValidationSupport unknown =
        new UnknownCodeSystemWarningValidationSupport(context);
    unknown.setNonExistentCodeSystemSeverity(IValidationSupport.IssueSeverity.WARNING);
    ValidationSupportChain chain =
        new ValidationSupportChain(
            CacheConfiguration.defaultValues().setCacheSize(CACHED),
            new DefaultProfileValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context),
            unknown);
    FhirInstanceValidator instances = new FhirInstanceValidator(chain);
    instances.setAnyExtensionsAllowed(true);
    instances.setErrorForUnknownProfiles(false);
    instances.setNoExtensibleWarnings(true);
    instances.setAssumeValidRestReferences(true);
    instances.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
    instances.setValidatorPolicyAdvisor(new OwnElementsOnly());
    validator = context.newValidator().registerValidatorModule(instances);
    validator.setValidateAgainstStandardSchema(false);
    validator.setValidateAgainstStandardSchematron(false);
  }

  /** Returns what is wrong with a resource; {@code firstLine} is the line it begins in. */
  List<Issue> check(byte[] resource, int firstLine) {
    String text = new String(resource, StandardCharsets.UTF_8);
    return validator.validateWithResult(text).getMessages().stream()
        .filter(message -> message.getSeverity() != ResultSeverityEnum.INFORMATION)
        .map(message -> issue(message, firstLine))
        .toList();
  }

  private static Issue issue(SingleValidationMessage message, int firstLine) {
    IssueSeverity severity =
        switch (message.getSeverity()) {
          case FATAL -> IssueSeverity.FATAL;
          case ERROR -> IssueSeverity.ERROR;
          case WARNING -> IssueSeverity.WARNING;
          case INFORMATION -> IssueSeverity.INFORMATION;
        };
    Integer line = message.getLocationLine();
    boolean known = line != null && line > 0;
    return new Issue(
        severity,
        code(message),
        message.getMessage(),
        message.getLocationString(),
        known ? line + firstLine - 1 : 0,
        known && message.getLocationCol() != null ? message.getLocationCol() : 0);
  }

  private static IssueType code(SingleValidationMessage message) {
    String id = String.valueOf(message.getMessageId()).toUpperCase(Locale.ROOT);
    if (id.startsWith("TERMINOLOGY")) {
      return IssueType.CODEINVALID;
    }
    if (id.contains("MINIMUM")) {
      return IssueType.REQUIRED;
    }
    if (id.startsWith("TYPE_SPECIFIC")) {
      return IssueType.VALUE;
    }
    return id.contains("CONSTRAINT") ? IssueType.INVARIANT : IssueType.STRUCTURE;
  }
}
