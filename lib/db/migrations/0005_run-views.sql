CREATE TABLE "run_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"environment" text NOT NULL,
	"name" text NOT NULL,
	"owner_id" text,
	"created_by" text NOT NULL,
	"search" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "run_views_name_length" CHECK (char_length("run_views"."name") between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "run_views" ADD CONSTRAINT "run_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "run_views_name_key" ON "run_views" USING btree ("environment",coalesce("owner_id", ''),lower("name")) WHERE "run_views"."deleted_at" is null;