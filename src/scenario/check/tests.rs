//! What the check finds, held against a tiny pack of two actors.
