//! The binary: arguments go to `cli`, nothing else happens here.

fn main() -> std::process::ExitCode {
    middle_power::cli::main()
}
