/* SPDX-License-Identifier: MIT */
/* brief.h: what a task asks for, which rules it turns off or weighs, and which issues it expects.
 */

#pragma once

#include <gio/gio.h>

#include "analysis/graph.h"
#include "rules/engine/finding.h"
#include "rules/engine/offers.h"

G_BEGIN_DECLS

/* What it says about one rule. */
typedef struct
{
  gboolean   off;
  gboolean   weighed;
  LpSeverity severity;          /* Where it is weighed. */
} LpBriefSetting;

/* What an element has to be for a line of the brief to speak of it. */
typedef struct
{
  LpKind      kind;
  LpAttribute attribute;        /* LP_ATTRIBUTE_ID: none, every element of the kind. */
  char       *value;            /* As the file has it. */
} LpBriefWho;

typedef struct
{
  LpBriefWho  who;
  guint       least;
  guint       most;             /* G_MAXUINT where there is no limit. */
  gboolean    or_entries;       /* As many load balancers that visitors find by themselves do. */
} LpBriefRequirement;

/* The newer edition of the exercise grades exact words on the picture. */
typedef struct
{
  LpBriefWho  who;
  char       *text;
} LpBriefLabel;

typedef struct
{
  LpKind      kind;             /* A zone or a server. */
  char       *text;
  LpKind      holds;            /* What has to stand in it, or LP_KIND_DESIGN for anything. */
} LpBriefBoundary;

typedef struct
{
  LpFlow      flow;
  LpKind      from;             /* LP_KIND_DESIGN: any. */
  LpKind      to;
  char       *text;
  gboolean    every;            /* Not just one of these links. */
} LpBriefEdge;

typedef struct
{
  const LpRule *rule;
  LpKind        kind;           /* One of its elements is of this kind; LP_KIND_DESIGN: any. */
  gboolean      optional;       /* Where it is there it is named; where not, nothing is missing. */
} LpBriefExpectation;


/* Does not change once it is read; threads may share it. */
struct _LpBrief
{
  char           *key;
  char           *title;        /* Translated, where it comes with the program. */
  char           *previous;     /* Key of the task before, on which this one builds, or NULL. */
  LpBriefSetting *settings;     /* In the order of the catalogue. */
  GArray         *requirements;
  GArray         *labels;
  GArray         *boundaries;
  GArray         *edges;
  GArray         *expectations;
  GPtrArray      *offers;       /* LpOffer: what an answer may speak of besides. */
};

/* A brief that asks for nothing: every rule on, every finding to be fixed. */
LpBrief    *lp_brief_new            (const char    *key) G_GNUC_WARN_UNUSED_RESULT;

LpBrief    *lp_brief_ref            (LpBrief       *self);
void        lp_brief_unref          (LpBrief       *self);

/* What comes with the program, "task-0" for example. They live for ever; NULL where there is none
 * of that key. */
LpBrief    *lp_brief_find           (const char    *key);

/* For designs that answer no task. Lives for ever. */
LpBrief    *lp_brief_get_production (void);

/* The one that @design says it answers, else production. */
LpBrief    *lp_brief_get_for        (LpDesign      *design);

/* Keys of what comes with the program, in the order in which to offer it; ended by NULL. */
const char *const *lp_brief_list    (void);

const char *lp_brief_get_key        (const LpBrief *self);
const char *lp_brief_get_title      (const LpBrief *self);

gboolean    lp_brief_is_on          (const LpBrief *self,
                                     const LpRule  *rule);

/* Whether the task wants exactly this issue to be there and to be named. */
gboolean    lp_brief_expects        (const LpBrief *self,
                                     LpCheck       *check,
                                     LpFinding     *finding);

/* Whether @finding is what @expectation means: the same issue, or one that is more. What alone
 * stops reading and writing is one finding about reading, and a point of failure for writing all
 * the same. */
gboolean    lp_brief_means          (const LpBriefExpectation *expectation,
                                     LpCheck                  *check,
                                     LpFinding                *finding);

/* Whether @element is one that @who speaks of, and who that is in words: “Database (Replica)”. */
gboolean    lp_brief_fits           (const LpBriefWho *who,
                                     LpElement        *element);
char       *lp_brief_describe       (const LpBriefWho *who) G_GNUC_WARN_UNUSED_RESULT;

/* The same as one word that no translation changes: "database.replica". */
char       *lp_brief_dup_subject    (const LpBriefWho *who) G_GNUC_WARN_UNUSED_RESULT;

/* How many elements of @kind the task asks for, whatever else it says of them. FALSE where it says
 * nothing. */
gboolean    lp_brief_find_count     (const LpBrief *self,
                                     LpKind         kind,
                                     guint         *least,
                                     guint         *most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpBrief, lp_brief_unref)

G_END_DECLS
