package dev.kurier.integrationtests.matrix;

import java.util.List;

/** Is one column: a client of one release. */
interface MatrixClient extends AutoCloseable {
    /** What the column is called. */
    String name();

    /** Tells whether there is any way to ask it for this. */
    boolean knows(Row row);

    /**
     * Does the job.
     *
     * @return what it saw, see {@link Row.Job}
     */
    List<String> run(Row row, String topic, String bootstrapServers) throws Exception;

    @Override
    void close() throws Exception;
}
