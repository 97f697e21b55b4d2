//! The arguments, as clap reads them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::session::{Library, places};

/// A turn-based negotiation wargame for the terminal: Seoul between Washington, Beijing and Tokyo.
#[derive(Debug, Parser)]
#[command(name = "middle-power", version, about, propagate_version = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// A folder with further packs: scenarios/<id>/ and lenses/<id>.ron.
    #[arg(long, global = true, value_name = "DIR")]
    pub assets: Option<PathBuf>,

    /// The file of settings; config.ron in the configuration folder if left out. It need not exist.
    #[arg(long, global = true, value_name = "PATH")]
    pub config: Option<PathBuf>,
}

impl Arguments {
    /// Where scenarios and lenses are found.
    pub fn library(&self) -> Library {
        Library::new(places::assets(self.assets.as_deref()))
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Play a scenario, in the terminal's full screen or line by line.
    Play(Play),
    /// List the scenarios.
    Scenarios(List),
    /// List the lenses.
    Lenses(List),
    /// List the strategies that a seat can be played by.
    Strategies(List),
    /// Check scenario packs, lenses and saves; prints every problem found.
    Check(Check),
    /// Play many games by strategies and write one row for each.
    ///
    /// Plays every lens with every strategy on the same seeds and writes one row for each game, ordered by lens, strategy and
    /// seed, or with --trace one for each turn. Rows don't depend on --jobs or --shard: the shards of a study, one after
    /// another, are the whole. Interrupted, it leaves whole rows. docs/DATA.md explains every column.
    Simulate(Simulate),
    /// Measure what the model does: claims about it, or what of a scenario occurs.
    Study(Study),
    /// Play a save's orders again.
    Replay(Replay),
    /// Write what happened in a game, and why, to one file.
    ///
    /// Tells how it ended, what mattered most, every decision and what it moved, what was possible at the negotiating
    /// tables, what was believed against what was true, and whether the order lasts. Of a game that is still under way
    /// it tells what the seat knows. Several saves of one scenario and seed are put side by side.
    Report(AfterAction),
    /// Print the whole true state of a save.
    State(StateOf),
    /// Find the frontier and the bargaining solutions of a negotiation domain, exactly.
    ///
    /// Finds the Pareto frontier, Nash, Kalai, Kalai–Smorodinsky and the welfare maximum by looking at every outcome,
    /// exactly.
    ///
    /// Reads the files of one domain: GENIUS XML (a domain and one profile for each party), GeniusWeb JSON (profiles,
    /// with or without their domain), or a reference domain (anchor-domain/1); a party is named by its file. Or takes a
    /// table of a scenario, with preferences as the seat's files have them; the truth about others is never used.
    /// Weights must add up to 1, values and reservation values lie from 0 to 1, unless --values says otherwise. At most
    /// 8 parties, 250,000 outcomes, 8 MB a file, 30 digits a number.
    AnalyseTable(AnalyseTable),
    /// Write a negotiating table as a domain with profiles for other tools.
    ///
    /// Writes a table as a domain with one profile for each party, as the seat's files have them: DOMAIN and PARTY,
    /// .xml or .json.
    ///
    /// Utilities run from 0 to 1 and are exact. Clauses that count together (linkages) are joined into one issue with
    /// every combination of their options, since the formats are linear-additive: its weight is 1 and its values are
    /// what they add. NegMAS and analyse-table read that; GENIUS and GeniusWeb insist on weights that add up to 1 and
    /// need --without-linkages. GeniusWeb has no reservation value: it is written as reserved_value, which NegMAS
    /// reads.
    ExportTable(ExportTable),
    /// Print a completion script for a shell.
    Completions(Completions),
    /// Print the manual page in roff.
    Manual,
}

#[derive(Debug, Default, Args)]
pub struct Play {
    /// The scenario: an id, or the path of a pack.
    #[arg(long, value_name = "ID|PATH")]
    pub scenario: Option<String>,
    /// The seat to play.
    #[arg(long, value_name = "ID")]
    pub seat: Option<String>,
    /// The seed of chance; drawn and shown if left out.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// The lens; the scenario's own if left out.
    #[arg(long, value_name = "ID")]
    pub lens: Option<String>,
    /// A save: a path, the name of a slot, or `latest`.
    #[arg(long, value_name = "PATH|SLOT|latest", conflicts_with_all = ["seat", "seed", "lens"])]
    pub load: Option<String>,
    /// The folder of saves.
    #[arg(long, value_name = "DIR")]
    pub saves: Option<PathBuf>,
    /// Read commands line by line and print plain text.
    #[arg(long)]
    pub plain: bool,
    /// With --plain: stop with exit code 2 at the first line that is refused.
    #[arg(long, requires = "plain")]
    pub strict: bool,
    /// With --plain: for the ear. Words for signs, whole sentences, only what is new.
    #[arg(long, requires = "plain")]
    pub spoken: bool,
    /// With --plain: take down all that is typed and said in this file.
    #[arg(long, value_name = "FILE", requires = "plain")]
    pub transcript: Option<PathBuf>,
    /// With --transcript: replace the file if there is one.
    #[arg(long, requires = "transcript")]
    pub overwrite: bool,
}

#[derive(Debug, Args)]
pub struct List {
    /// The form of the output.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextOrJson,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextOrJson {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Debug, Args)]
pub struct Check {
    /// Folders of packs, lens files, saves.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Simulate {
    /// The scenario: an id, or the path of a pack.
    #[arg(long, value_name = "ID|PATH")]
    pub scenario: String,
    /// Strategies for the seat, separated by commas; those of --strategy-file if left out.
    #[arg(
        long,
        value_name = "A[,B…]",
        value_delimiter = ',',
        required_unless_present = "strategy_file"
    )]
    pub strategy: Vec<String>,
    /// A file with strategies of your own, in the form of strategies.ron: one item, or a list. Checked like a scenario
    /// before anything is played. May be given more than once.
    #[arg(long, value_name = "FILE")]
    pub strategy_file: Vec<PathBuf>,
    /// Games for each lens and strategy.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub games: u64,
    /// The first seed.
    #[arg(long, value_name = "N")]
    pub seed: u64,
    /// The lenses, separated by commas; the scenario's own if left out.
    #[arg(long, value_name = "A[,B…]", value_delimiter = ',')]
    pub lens: Vec<String>,
    /// The seat that the strategies play; the scenario's usual one if left out.
    #[arg(long, value_name = "ID")]
    pub seat: Option<String>,
    /// How many games at once; one for each core if left out.
    #[arg(long, value_name = "J", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Play only the I-th of N contiguous blocks of games, counted from 1.
    #[arg(long, value_name = "I/N")]
    pub shard: Option<String>,
    /// The form of the rows.
    #[arg(long, value_enum, default_value = "csv")]
    pub format: Rows,
    /// Play N futures of eight turns of every game, and say how many of them its order held
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=100_000))]
    pub durability: u64,
    /// Write a row for the start of every turn, and one for the end, in place of one for the game: the turn and its date, every
    /// axis and index, capital, hands, what is under way, the hash
    #[arg(long, conflicts_with = "durability")]
    pub trace: bool,
    /// Keep each game as a save STRATEGY-LENS-SEED in this folder, which is made if it doesn't exist.
    #[arg(long, value_name = "DIR")]
    pub saves: Option<PathBuf>,
    /// Assert the rules' invariants after every game.
    #[arg(long, hide = true)]
    pub invariants: bool,
    /// Where the rows go; standard output if left out. A file that is there already is left alone.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the output and the saves that are there already.
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct Study {
    /// What to measure.
    #[arg(value_enum)]
    pub what: Subject,
    /// The scenario: an id, or the path of a pack; the longest shipped one that has claims if left out.
    #[arg(long, value_name = "ID|PATH")]
    pub scenario: Option<String>,
    /// The lens; the scenario's own if left out.
    #[arg(long, value_name = "ID")]
    pub lens: Option<String>,
    /// The seat from which it is measured; the scenario's usual one if left out.
    #[arg(long, value_name = "ID")]
    pub seat: Option<String>,
    /// The first seed.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Games for each arm of a claim; for coverage, for each pair of strategies; for tables and crises, for each strategy.
    #[arg(long, value_name = "N", default_value_t = 2000)]
    pub games: u64,
    /// For coverage, tables and crises: the strategies, separated by commas; all that the seat has if left out.
    #[arg(long, value_name = "A[,B…]", value_delimiter = ',')]
    pub strategy: Vec<String>,
    /// A file with strategies of your own, in the form of strategies.ron: one item, or a list. May be given more than once.
    #[arg(long, value_name = "FILE")]
    pub strategy_file: Vec<PathBuf>,
    /// For coverage: the strategies of the other seats, separated by commas.
    #[arg(
        long,
        value_name = "A[,B…]",
        value_delimiter = ',',
        default_value = "script,random"
    )]
    pub others: Vec<String>,
    /// For crises: how the seat steps in them, whatever its strategy has it do, separated by commas.
    #[arg(long, value_enum, value_name = "A[,B…]", value_delimiter = ',')]
    pub bearing: Vec<Bearing>,
    /// For reliability: how many futures a forecast rests on.
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    pub futures: u64,
    /// For crises: what a row is about.
    #[arg(long, value_enum, default_value = "kind")]
    pub by: By,
    /// The form of the output.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Report,
}

/// How a seat steps in crises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Bearing {
    /// It weighs what it believes.
    Weigh,
    /// It goes up, in public.
    Press,
    /// It goes down, by the safest way there is.
    Yield,
    /// It stays where it is, in private.
    Hold,
}

/// What a row of a study is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// A kind of crisis: what became of incidents, and how crises ended.
    Kind,
    /// A capital: how it stepped in its crises, and how they ended for it.
    Capital,
}

/// What a study measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Subject {
    /// The claims of a scenario, each as a median with its interval; exit code 1 if one doesn't hold.
    Claims,
    /// How often each event, answer, initiative and ending occurs, and how long figures stand at a bound.
    Coverage,
    /// How often each seat starts each initiative and gives each answer.
    Conduct,
    /// What becomes of incidents and crises: how far they climb, under what cover, and how they end.
    Crises,
    /// Whether what forecasts give so and so much happens so often.
    Reliability,
    /// How much of what the scenario's strategies want they can pay for.
    Scarcity,
    /// What becomes of negotiating tables: how many close, with whom, and why the others break up.
    Tables,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Report {
    /// Plain text.
    Text,
    /// One JSON document.
    Json,
    /// A table in Markdown.
    Md,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    /// Comma-separated values with a header.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

#[derive(Debug, Args)]
pub struct Replay {
    /// A save: a path, the name of a slot, or `latest`.
    #[arg(value_name = "SAVE")]
    pub save: String,
    /// Compare every turn's state hash; exit with 1 at the first that differs.
    #[arg(long)]
    pub verify: bool,
    /// Stop at the start of this turn.
    #[arg(long, value_name = "TURN", conflicts_with = "verify")]
    pub to: Option<u16>,
    /// The form of the output.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextOrJson,
    /// The folder of saves.
    #[arg(long, value_name = "DIR")]
    pub saves: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct AfterAction {
    /// Saves: paths, names of slots, or `latest`.
    #[arg(required = true, value_name = "SAVE")]
    pub from: Vec<String>,
    /// Where the report goes; its ending says what is written: .html, .md or .json.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Replace a file that is there already.
    #[arg(long)]
    pub force: bool,
    /// The folder of saves.
    #[arg(long, value_name = "DIR")]
    pub saves: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct StateOf {
    /// A save: a path, the name of a slot, or `latest`.
    #[arg(value_name = "SAVE")]
    pub save: String,
    /// The form of the output.
    #[arg(long, value_enum, default_value = "json")]
    pub format: OnlyJson,
    /// The folder of saves.
    #[arg(long, value_name = "DIR")]
    pub saves: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OnlyJson {
    /// For programs.
    Json,
}

// A negotiating table of a scenario, as one seat sees it. No doc comment: it would stand for that of the command.
#[derive(Debug, Args)]
pub struct FromGame {
    /// The scenario: an id, or the path of a pack.
    #[arg(long, value_name = "ID|PATH")]
    pub scenario: Option<String>,
    /// The negotiating table, by its id.
    #[arg(long, value_name = "ID")]
    pub table: Option<String>,
    /// A save: a path, the name of a slot, or `latest`. Without one, a new game as the scenario's usual seat sees it.
    #[arg(long, value_name = "PATH|SLOT|latest")]
    pub load: Option<String>,
    /// The folder of saves.
    #[arg(long, value_name = "DIR")]
    pub saves: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct AnalyseTable {
    /// The files of a domain.
    #[arg(value_name = "FILE", conflicts_with_all = ["scenario", "table", "load"])]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub from: FromGame,
    /// How weights and values in files are read.
    #[arg(long, value_enum, default_value = "strict")]
    pub values: Values,
    /// The form of the output.
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextOrJson,
}

#[derive(Debug, Args)]
pub struct ExportTable {
    #[command(flatten)]
    pub from: FromGame,
    /// The format.
    #[arg(long, value_enum, default_value = "genius")]
    pub format: Exchange,
    /// Leave linkages out rather than join clauses.
    #[arg(long)]
    pub without_linkages: bool,
    /// The folder that the files go to; made if it doesn't exist.
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
}

/// How weights and values in files are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Values {
    /// Weights add up to 1, values lie from 0 to 1.
    Strict,
    /// Weights add up to 1, values count in parts of the best one of their clause, as GENIUS reads them.
    PartsOfBest,
    /// Whatever they are, as NegMAS reads them.
    Any,
}

/// A format of other tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Exchange {
    /// GENIUS XML.
    Genius,
    /// GeniusWeb JSON.
    Geniusweb,
}

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}
