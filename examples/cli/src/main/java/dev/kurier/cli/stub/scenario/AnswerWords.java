package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.script.ProduceAnswer;
import dev.kurier.cli.stub.json.JsonFields;
import dev.kurier.protocol.ErrorCode;

/** Reads which fields of a Produce answer are made up. */
final class AnswerWords {
    private AnswerWords() {}

    static ProduceAnswer read(JsonFields said) {
        if (said.names().isEmpty()) {
            throw said.refusal(" says nothing; give error, baseOffset, logAppendTimeMs, logStartOffset, errorMessage or"
                    + " recordErrors");
        }
        ProduceAnswer answer = ProduceAnswer.truth();
        if (said.has("error")) {
            answer = answer.error(said.requiredWord("error", ErrorCode.class));
        }
        if (said.has("baseOffset")) {
            answer = answer.baseOffset(said.requiredLong("baseOffset", Long.MIN_VALUE));
        }
        if (said.has("logAppendTimeMs")) {
            answer = answer.logAppendTimeMs(said.requiredLong("logAppendTimeMs", Long.MIN_VALUE));
        }
        if (said.has("logStartOffset")) {
            answer = answer.logStartOffset(said.requiredLong("logStartOffset", Long.MIN_VALUE));
        }
        if (said.has("errorMessage")) {
            answer = answer.errorMessage(said.requiredText("errorMessage"));
        }
        for (JsonFields culprit : said.objects("recordErrors")) {
            answer = answer.recordError(
                    culprit.requiredNumber("batchIndex", Integer.MIN_VALUE), culprit.text("message"));
            culprit.done();
        }
        said.done();
        return answer;
    }
}
