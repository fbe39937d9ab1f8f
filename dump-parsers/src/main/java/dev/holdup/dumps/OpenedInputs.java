package dev.holdup.dumps;

import dev.holdup.dumps.model.ParseWarning;

/// Takes what is found in a given file, in the order in which it is found: an archive holds several.
interface OpenedInputs {

    void take(OpenedInput opened);

    /// Something was meant to be read and is not in the analysis.
    void leftOut(ParseWarning reason);
}
