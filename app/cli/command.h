/* SPDX-License-Identifier: MIT */
/* command.h: what the verbs of linchpin-cli share: exit codes, options, reading and writing. */

#pragma once

#include "file/output.h"
#include "model/design.h"

G_BEGIN_DECLS

/* Scripts rely on these (cli.md). */
enum
{
  LP_EXIT_CLEAN = 0,
  LP_EXIT_FOUND = 1,
  LP_EXIT_USAGE = 2,
  LP_EXIT_INPUT = 3,
  LP_EXIT_OUTPUT = LP_OUTPUT_FAILED,
};

typedef struct _LpCommand LpCommand;

struct _LpCommand
{
  const char *name;
  const char *arguments;        /* Translatable: what stands after the name in the usage line. */
  const char *summary;          /* Translatable: what it does, in one sentence. */
  const char *example;
  int       (*run) (const LpCommand *command,
                    int              argc,
                    char           **argv);
};

int lp_command_new      (const LpCommand *command, int argc, char **argv);
int lp_command_lint     (const LpCommand *command, int argc, char **argv);
int lp_command_failures (const LpCommand *command, int argc, char **argv);
int lp_command_layout   (const LpCommand *command, int argc, char **argv);
int lp_command_export   (const LpCommand *command, int argc, char **argv);
int lp_command_validate (const LpCommand *command, int argc, char **argv);
int lp_command_rules    (const LpCommand *command, int argc, char **argv);

/* Takes the options out of @argv and leaves @argc operands there, the first at 0. Says what is
 * wrong with them, or with a number of operands outside of @least to @most, on standard error and
 * returns FALSE: exit LP_EXIT_USAGE. */
gboolean  lp_command_parse (const LpCommand    *command,
                            const GOptionEntry *entries,
                            int                *argc,
                            char              **argv,
                            int                 least,
                            int                 most);

/* These three say something on standard error, each in lines that begin with our name and hold
 * nothing hidden, whatever file names and files are made of. */

/* That the use is wrong, and how it would be right. Returns LP_EXIT_USAGE. */
int       lp_command_refuse (const LpCommand *command,
                             const char      *format,
                             ...) G_GNUC_PRINTF (2, 3);

/* Something of @name that does not keep the work from being done. */
void      lp_command_warn     (const char   *name,
                               const char   *message);

/* That @name could not be read or written, and why. */
void      lp_command_complain (const char   *name,
                               const GError *error);

/* The whole of a file, or of standard input for "-". NULL after a complaint: exit LP_EXIT_INPUT. */
GBytes   *lp_command_load  (const char *name);

/* The same as a design. */
LpDesign *lp_command_open  (const char *name);

/* The same without a complaint: for many files at once. */
LpDesign *lp_command_read  (const char *name,
                            GError    **error);

/* And with every element in its place: a design that nobody placed is arranged. */
LpDesign *lp_command_open_placed (const char *name);

/* Whether what is written to @output leaves the files alone that are read. If not, it says so: exit
 * LP_EXIT_USAGE. For what is no design; a design may take the place of what it was made from. */
gboolean  lp_command_spares (const LpCommand  *command,
                             const char       *output,
                             char            **inputs,
                             int               n_inputs);

/* Writes a file, or to standard output for "-" or NULL. An old file stays whole if it fails.
 * Returns LP_EXIT_CLEAN, or LP_EXIT_OUTPUT after a complaint; for standard output that comes when
 * the program ends (output.h). */
int       lp_command_save  (const char *name,
                            GBytes     *bytes);

G_END_DECLS
